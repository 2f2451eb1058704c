export const keepingMessages = {
  'keeping.clear': { nl: 'Wis alles', en: 'Clear everything' },
  'keeping.clear-ask': {
    nl: 'Alles wissen wat Dagdeel in deze browser bewaart? Uw wijzigingen en de stappen terug zijn dan weg. Bestanden die u hebt bewaard, blijven.',
    en: 'Clear everything that Dagdeel keeps in this browser? Your changes and the steps back are lost. Files that you saved remain.',
  },
  'keeping.clear-no': { nl: 'Annuleer', en: 'Cancel' },
  'keeping.document-too-large': {
    nl: 'Het document is groter dan 1 MB. Zo groot is geen scenario van Dagdeel.',
    en: 'The document is larger than 1 MB. No Dagdeel scenario is that large.',
  },
  'keeping.here': { nl: 'Bewaar in deze browser', en: 'Keep in this browser' },
  'keeping.here-help': {
    nl: 'Uw scenario staat er dan weer als u terugkomt. Het gaat niet naar een server.',
    en: 'Your scenario is there again when you come back. It goes to no server.',
  },
  'keeping.here-shared': {
    nl: 'Andere pagina’s op deze plek kunnen lezen wat hier bewaard wordt.',
    en: 'Other pages in this place can read what is kept here.',
  },
  'keeping.link': { nl: 'Link met dit scenario erin', en: 'Link that holds this scenario' },
  'keeping.link-copy': { nl: 'Kopieer link', en: 'Copy link' },
  'keeping.link-damaged': {
    nl: 'De link is niet compleet of beschadigd. Vraag de afzender om hem opnieuw te sturen, of om het bestand.',
    en: 'The link is incomplete or damaged. Ask the sender to send it again, or to send the file.',
  },
  'keeping.link-help': {
    nl: 'Wie de link opent, krijgt een eigen kopie. Het scenario staat in de link zelf; er wordt niets verstuurd.',
    en: 'Who opens the link gets a copy. The scenario is in the link itself; nothing is sent.',
  },
  'keeping.link-local': {
    nl: 'Deze pagina staat op uw eigen schijf: de link werkt alleen waar dit bestand ook staat. Deel anders het bestand.',
    en: 'This page is on your own disk: the link works only where this file is too. Otherwise share the file.',
  },
  'keeping.link-too-long': {
    nl: 'Dit scenario is te groot voor een link (meer dan 100.000 tekens). Deel het als bestand.',
    en: 'This scenario is too large for a link (more than 100,000 characters). Share it as a file.',
  },
  'keeping.not-json': {
    nl: 'Dit is geen scenario van Dagdeel: het bestand is geen leesbare JSON.',
    en: 'This is not a Dagdeel scenario: the file is not readable JSON.',
  },
  'keeping.open': { nl: 'Open een bestand', en: 'Open a file' },
  'keeping.refused-file': { nl: 'Het bestand is niet geopend.', en: 'The file was not opened.' },
  'keeping.refused-kept': { nl: 'Wat in deze browser bewaard was, is niet geopend.', en: 'What was kept in this browser was not opened.' },
  'keeping.refused-link': { nl: 'De link is niet geopend.', en: 'The link was not opened.' },
  'keeping.save': { nl: 'Bewaar als bestand', en: 'Save as a file' },
  'keeping.storage-full': {
    nl: 'Deze browser geeft geen ruimte om te bewaren. Bewaar uw scenario als bestand.',
    en: 'This browser gives no room to keep things. Save your scenario as a file.',
  },
} as const;
