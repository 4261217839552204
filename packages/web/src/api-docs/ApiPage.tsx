import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { go, useAddress } from '../app/address.ts'
import { useTitle } from '../app/title.ts'
import { language, wordFor } from '../i18n/language.ts'
import { Refusal } from '../ui/Refusal.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { documentOf, type Document, type Operation } from './document.ts'
import { SchemaLines } from './Schema.tsx'
import './api-docs.css'

/** The API, read from the document that it serves itself. */
export default function ApiPage() {
  const { t } = useTranslation()
  const { search } = useAddress()
  const { data, error, refetch } = useQuery({
    queryKey: ['openapi'], staleTime: Infinity,
    queryFn: async () => { const response = await fetch('/api/openapi.json'); if (!response.ok) throw new Error(`/api/openapi.json: ${response.status}`); return documentOf(await response.json()) },
  })
  useTitle(t('api.title'))
  const find = (search.get('find') ?? '').toLowerCase()
  if (data === undefined) return error === null ? <Skeleton /> : <div className="page"><Refusal problem={error} again={() => { void refetch() }} /></div>
  const found = data.operations.filter(one => find === '' || `${one.name} ${one.path} ${one.zh} ${one.en}`.toLowerCase().includes(find))
  const tags = [...new Set(found.map(one => one.tag))]
  return (
    <div className="page api">
      <div className="page-head"><h1>{t('api.title')}</h1><span className="second small">OpenAPI {data.version} · <a href="/api/openapi.json">/api/openapi.json</a></span></div>
      <p className="second api-text">{t('api.text')}</p>
      <div className="list-acts screen"><input type="search" aria-label={t('api.find')} placeholder={t('api.find')} value={search.get('find') ?? ''} onChange={event => go({ search: { find: event.target.value } })} /><span className="third small">{t('api.count', { count: found.length })}</span></div>
      {tags.map(tag => (
        <section key={tag}>
          <h2>{tag}</h2>
          {found.filter(one => one.tag === tag).map(one => <One key={one.name} operation={one} document={data} />)}
        </section>
      ))}
    </div>
  )
}

function One({ operation, document }: { readonly operation: Operation; readonly document: Document }) {
  const { t } = useTranslation()
  const { name, method, path, zh, en, may, parameters, body, answer } = operation
  const roles = may === 'public' || may === 'signed in' ? t(`api.${may}`) : may.split(', ').map(one => { const [role = '', scope = ''] = one.split(': '); return `${wordFor(`role.${role}`) ?? role} (${wordFor(`scope.${scope}`) ?? scope})` }).join(t('comma'))
  return (
    <details className="api-one" id={name} open={location.hash === `#${name}`}>
      <summary><code className="api-method">{method.toUpperCase()}</code> <code className="code api-path">{path}</code> <span className="second">{language() === 'zh' ? zh : en}</span></summary>
      <dl className="pairs">
        <div><dt>{t('api.name')}</dt><dd><a href={`#${name}`} className="code">{name}</a></dd></div>
        <div><dt>{t('api.may')}</dt><dd>{roles}</dd></div>
        {parameters.length > 0 && <div><dt>{t('api.parameters')}</dt><dd>{parameters.map(one => <div key={`${one.in}${one.name}`}><code className="code">{one.name}</code> <span className="third small">{one.in}{one.required && ` · ${t('api.required')}`}</span> <SchemaLines schema={one.schema} document={document} depth={0} /></div>)}</dd></div>}
        {body !== undefined && <div><dt>{t('api.body')}</dt><dd><SchemaLines schema={body} document={document} depth={0} /></dd></div>}
        {answer !== undefined && <div><dt>{t('api.answer')}</dt><dd><SchemaLines schema={answer} document={document} depth={0} /></dd></div>}
      </dl>
    </details>
  )
}
