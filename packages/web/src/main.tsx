import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { startLanguage } from './i18n/language.ts'
import { loadSong } from './pack/song.ts'
import './styles/base.css'
import './styles/header.css'

const root = document.getElementById('root')
if (root !== null) {
  void startLanguage().then(() => {
    createRoot(root).render(<StrictMode><App /></StrictMode>)
    loadSong()
  })
}
