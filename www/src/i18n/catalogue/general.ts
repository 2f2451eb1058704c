export const generalMessages = {
  'general.outcomes': { nl: 'Uitkomsten', en: 'Outcomes' },
  'general.more': { nl: 'Nog {count} regels staan niet op deze pagina.', en: '{count} more rows are not on this page.' },
  'general.input': { nl: 'Dit scenario heeft nog geen eigen invoervelden. U kunt het document als bestand bewaren en daar wijzigen.', en: 'This scenario has no input fields of its own yet. You can save the document as a file and change it there.' },
} as const;
