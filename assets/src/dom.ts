// Making nodes without markup from text, and finding them.

/** `make('li', { class: 'x', hidden: '' }, 'words', child)` */
export function make<Tag extends keyof HTMLElementTagNameMap> (
  tag: Tag, attributes: Record<string, string> = {}, ...children: Array<Node | string>
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.append(...children)
  return node
}

export function all<Kind extends Element = HTMLElement> (root: ParentNode, selector: string): Kind[] {
  return [...root.querySelectorAll<Kind>(selector)]
}

export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** The named fields of a form a person fills in. */
export function fieldsOf (form: HTMLFormElement): Field[] {
  return [...form.elements].filter((field): field is Field =>
    (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) && field.name !== '')
}
