import type { ThemeConfig } from 'antd'

/** Ant Design in the colours and measures of these pages (styles/base.css). */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0f5c7a', colorText: '#1b2430', colorTextHeading: '#4d5967', colorTextPlaceholder: '#66717e', colorBorder: '#7d8896', colorBorderSecondary: '#dde2e7', borderRadius: 2, fontFamily: 'inherit', fontSize: 14, motion: false,
    boxShadow: '0 0 0 1px #b6bfc8', boxShadowSecondary: '0 0 0 1px #b6bfc8',
  },
  components: {
    Table: {
      headerBg: '#fff', headerColor: '#4d5967', headerSplitColor: 'transparent', headerSortActiveBg: '#fff', headerSortHoverBg: '#f6f8f9', bodySortBg: '#fff', rowHoverBg: '#f6f8f9', rowExpandedBg: '#fff',
      cellPaddingBlockSM: 6, cellPaddingInlineSM: 8, cellFontSizeSM: 14, borderColor: '#dde2e7',
    },
  },
}
