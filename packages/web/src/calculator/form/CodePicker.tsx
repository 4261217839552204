import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfigProvider, Select } from 'antd'
import { loadCodes } from '../../pack/load.ts'

/** A published list of codes (a thousand industries) searched by code or name. */
export default function CodePicker({ id, value, onChange, onDone }: { readonly id: string; readonly value: string; readonly onChange: (code: string) => void; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const codes = use(loadCodes())
  return (
    <ConfigProvider theme={{ token: { colorPrimary: '#0f5c7a', colorText: '#1b2430', colorBorder: '#7d8896', borderRadius: 2, boxShadowSecondary: '0 0 0 1px #b6bfc8', fontFamily: 'inherit', controlHeight: 30, motion: false }, components: { Select: { optionSelectedBg: '#e9f1f4', optionActiveBg: '#f6f8f9' } } }}>
      <Select
        autoFocus id={id} showSearch={{ optionFilterProp: 'label' }} defaultOpen value={value === '' ? null : value} placeholder={t('field.find code')} popupMatchSelectWidth={340} style={{ width: '100%' }}
        options={codes.map(([code, name]) => ({ value: code, label: `${code} ${name}` }))}
        onChange={code => { onChange(code); onDone() }} onBlur={onDone}
      />
    </ConfigProvider>
  )
}
