/** What the page that verifies a paper says. */
export const zhVerify = {
  'verify.title': '文书核验',
  'verify.code': '核验码（印在二维码旁，20 个字符）',
  'verify.look': '核验',
  'verify.stands': '由本系统发出，现行有效。',
  'verify.withdrawn': '已于 {{day}} 撤回，不再有效。',
  'verify.name': '标题',
  'verify.kind': '种类',
  'verify.organisation': '发文机关',
  'verify.day': '成文日期',
  'verify.compare': '核对文件',
  'verify.compare text': '选择手中的 PDF 或 docx，在本机算出校验值比对；文件不会上传。',
  'verify.same': '一致：这就是发出的那份文件，一个字节也没有改动。',
  'verify.other': '不一致：这份文件与发出的不同，可能被改动过，或是打印后另行扫描的。',
  'verify.unread': '浏览器只在 https 地址下计算校验值。请改用 https 打开本页，或自行计算 SHA-256 与上面的值比对。',
}
