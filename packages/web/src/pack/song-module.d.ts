declare module 'lizhu:song' {
  export const song: readonly { readonly weight: number; readonly url: string }[]
}
