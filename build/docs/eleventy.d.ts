/** The part of the generator that is used here; it brings no types of its own. */
declare module '@11ty/eleventy' {
  export interface Configuration {
    addTemplate(path: string, content: string, data: object): void
    amendLibrary(name: 'md', amend: (library: import('./markdown.ts').MarkdownParser) => void): void
    setIncludesDirectory(folder: string): void
    setTemplateFormats(formats: readonly string[]): void
    setUseGitIgnore(uses: boolean): void
  }

  export class Eleventy {
    constructor(
      input: string,
      output: string,
      options: { readonly config: (configuration: Configuration) => void },
    )
    disableLogger(): void
    write(): Promise<void>
  }
}
