import { useCallback, useEffect, useRef, useState } from 'react'
import type { Program } from '@lizhu/policy'
import type { Parameter } from '@lizhu/policy/simulate'
import { go, useAddress } from '../app/address.ts'
import { addressOf, settingOf, type Setting } from './setting.ts'

/** A browser takes only so many changes of the address in a second. */
const WRITE_AFTER = 250

/** What is given is set, the rest stays. */
export type Change = (change: Partial<Setting> | ((now: Setting) => Partial<Setting>)) => void

/** The setting as the hand has it; the address follows, and leads when somebody goes back. */
export function useSetting(program: Program, parameters: readonly Parameter[]): readonly [Setting, Change] {
  const { search } = useAddress()
  const text = search.toString()
  const [setting, setSetting] = useState(() => settingOf(search, program, parameters))
  const known = useRef(text)
  useEffect(() => {
    if (text === known.current) return
    known.current = text
    setSetting(settingOf(new URLSearchParams(text), program, parameters))
  }, [text, program, parameters])
  const written = useRef(setting)
  useEffect(() => {
    if (written.current === setting) return undefined
    const timer = setTimeout(() => {
      written.current = setting
      const url = new URL(location.href)
      for (const [key, value] of Object.entries(addressOf(setting, program, parameters))) if (value === undefined || value === '') url.searchParams.delete(key); else url.searchParams.set(key, value)
      known.current = url.searchParams.toString()
      go({ search: addressOf(setting, program, parameters) })
    }, WRITE_AFTER)
    return () => clearTimeout(timer)
  }, [setting, program, parameters])
  return [setting, useCallback(change => setSetting(now => ({ ...now, ...(typeof change === 'function' ? change(now) : change) })), [])]
}
