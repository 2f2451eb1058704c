export const settingsMessages = {
  'settings.refused': { nl: 'De instellingen van deze website zijn niet gelezen (dagdeel.config.json). Eigen gegevens staan uit.', en: 'The settings of this website were not read (dagdeel.config.json). Own data is switched off.' },
  'settings.not-json': { nl: 'Dit is geen leesbare JSON.', en: 'This is not readable JSON.' },
  'settings.not-read': { nl: 'Het bestand kon niet worden opgehaald.', en: 'The file could not be fetched.' },
  'settings.unknown': { nl: 'Dit veld bestaat niet.', en: 'This field does not exist.' },
  'settings.parents': { nl: 'Een lijst van herkomsten, elk met https:// en zonder schuine streep erachter.', en: 'A list of origins, each with https:// and without a slash behind it.' },
  'settings.one-of': { nl: 'Een van de genoemde waarden.', en: 'One of the values named.' },
  'settings.class': { nl: 'De naam van een klasse, of een paar met spaties ertussen.', en: 'The name of a class, or a few with spaces between.' },
  'settings.stylesheet': { nl: 'De naam van een bestand in dezelfde map.', en: 'The name of a file in the same folder.' },
  'settings.scenario': { nl: 'De naam van een meegeleverd scenario.', en: 'The id of a shipped scenario.' },
  'frame.ask': { nl: 'De pagina om Dagdeel heen wil ‘{title}’ openen. Uw wijzigingen in ‘{mine}’ zijn niet als bestand bewaard.', en: 'The page around Dagdeel wants to open “{title}”. Your changes in “{mine}” were not saved as a file.' },
  'frame.yes': { nl: 'Open het', en: 'Open it' },
  'frame.no': { nl: 'Houd mijn wijzigingen', en: 'Keep my changes' },
} as const;
