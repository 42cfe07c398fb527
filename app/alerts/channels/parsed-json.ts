/** The fields of a JSON object; none where the text is something else. */
export function parsedJson(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text))
  } catch {
    // A page of a proxy, for example: what it says is shown as it is.
    return {}
  }
}
