/** The words of the page: guide. Each group is named after the file that shows it. */

export const guidePanelWords = {
  guide: 'Guide',
  closeTheGuide: 'Close the guide',
  pagesOfTheGuide: 'Pages of the guide',
  allKeys: 'All keys',
};
