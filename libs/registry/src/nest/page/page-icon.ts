/** What a browser shows on the tab; without one it asks the root of the host for it. */
export const PAGE_ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="15" fill="#1c6b3c"/><path d="M9 22V10h3l8 8v-8h3v12h-3l-8-8v8z" fill="#fff"/></svg>`;
