// The part of govuk-frontend we use; the package brings no types.
declare module 'govuk-frontend' {
  type Component = new (root: Element, config?: Record<string, unknown>) => unknown
  export function createAll (component: Component, config?: Record<string, unknown>, scope?: { scope: Element, onError: (error: unknown) => void }): void
  export const Button: Component
  export const CharacterCount: Component
  export const Checkboxes: Component
  export const NotificationBanner: Component
  export const PasswordInput: Component
  export const Radios: Component
  export const SkipLink: Component
  export const Tabs: Component
}
