import { Component, type ReactNode } from 'react'
import i18next from 'i18next'

/** What a page says when it cannot go on: what happened, and a way back. */
export class Failure extends Component<{ readonly children: ReactNode }, { readonly error?: Error }> {
  override state: { readonly error?: Error } = {}

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return (
      <div className="empty" role="alert">
        <h1>{i18next.t('failure.title')}</h1>
        <p>{error.message}</p>
        <p><button type="button" className="act" onClick={() => location.reload()}>{i18next.t('failure.again')}</button></p>
      </div>
    )
  }
}
