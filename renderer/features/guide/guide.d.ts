/** A page of docs/guide, as scripts/guidePages.ts makes a module of it. */
declare module '*.md' {
  const page: { readonly title: string; readonly html: string };
  export default page;
}
