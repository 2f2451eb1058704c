// National messages of one clearly invented client, for the tests of own data: a JW301 with allocations, a JW323 with lines.
const BSN = '999900006';

const message = (kind, body) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<b:Bericht xmlns:i="http://www.istandaarden.nl/ijw/3_2/basisschema/schema" xmlns:b="http://www.istandaarden.nl/ijw/3_2/${kind}/schema">\n${body}</b:Bericht>\n`;

const head = (sender, receiver, number, day) =>
  `<b:Header><b:BerichtCode>490</b:BerichtCode><b:BerichtVersie>3</b:BerichtVersie><b:BerichtSubversie>2</b:BerichtSubversie><b:Afzender>${sender}</b:Afzender><b:Ontvanger>${receiver}</b:Ontvanger>
<b:BerichtIdentificatie><i:Identificatie>${number}</i:Identificatie><i:Dagtekening>${day}</i:Dagtekening></b:BerichtIdentificatie></b:Header>\n`;

/** Allocations of a client: number, product, from, through, volume, unit, frequency. */
export function jw301(number, allocations, bsn = BSN) {
  const product = ({ number: own, product: code, from, through, volume, unit, frequency }) =>
    `<b:ToegewezenProduct><b:ToewijzingNummer>${own}</b:ToewijzingNummer><b:Product><i:Categorie>${code.slice(0, 2)}</i:Categorie><i:Code>${code}</i:Code></b:Product><b:Toewijzingsdatum>2025-01-01</b:Toewijzingsdatum>
<b:Toewijzingstijd>12:00:00</b:Toewijzingstijd><b:Ingangsdatum>${from}</b:Ingangsdatum><b:Einddatum>${through}</b:Einddatum><b:Omvang><i:Volume>${volume}</i:Volume><i:Eenheid>${unit}</i:Eenheid><i:Frequentie>${frequency}</i:Frequentie></b:Omvang></b:ToegewezenProduct>`;
  return message('jw301', `${head('0384', '65656055', number, '2025-01-02')}<b:Client><b:Bsn>${bsn}</b:Bsn><b:Geboortedatum><i:Datum>2015-01-01</i:Datum></b:Geboortedatum><b:ToegewezenProducten>${allocations.map(product).join('')}</b:ToegewezenProducten></b:Client>`);
}

/** Lines of a client: reference, allocation, product, from, through, volume, unit, tariff in cents; all claimed on a day. */
export function jw323(number, day, lines, bsn = BSN) {
  const line = ({ reference, allocation, product, from, through, volume, unit, tariff }) =>
    `<b:Prestatie><b:ProductReferentie><i:ReferentieNummer>${reference}</i:ReferentieNummer></b:ProductReferentie><b:ToewijzingNummer>${allocation}</b:ToewijzingNummer><b:ProductCategorie>${product.slice(0, 2)}</b:ProductCategorie><b:ProductCode>${product}</b:ProductCode>
<b:ProductPeriode><i:Begindatum>${from}</i:Begindatum><i:Einddatum>${through}</i:Einddatum></b:ProductPeriode><b:GeleverdVolume>${volume}</b:GeleverdVolume><b:Eenheid>${unit}</b:Eenheid><b:ProductTarief>${tariff}</b:ProductTarief>
<b:IngediendBedrag><i:Bedrag>${volume * tariff}</i:Bedrag><i:DebetCredit>D</i:DebetCredit></b:IngediendBedrag></b:Prestatie>`;
  const total = lines.reduce((sum, { volume, tariff }) => sum + volume * tariff, 0);
  return message('jw323', `${head('65656055', '0384', number, day)}<b:Declaratie><b:DeclaratieNummer>D${number}</b:DeclaratieNummer><b:DeclaratieDagtekening>${day}</b:DeclaratieDagtekening>
<b:TotaalIngediendBedrag><i:TotaalBedrag>${total}</i:TotaalBedrag><i:DebetCredit>D</i:DebetCredit></b:TotaalIngediendBedrag><b:Clienten><b:Client><b:Bsn>${bsn}</b:Bsn><b:Prestaties>${lines.map(line).join('')}</b:Prestaties></b:Client></b:Clienten></b:Declaratie>`);
}

/**
 * 480 dagdelen for all of 2025 in one total; of January to October 40 a month at 10.00, each half claimed one and two months later. The
 * same for as many clients as are wanted, each with an allocation of its own.
 */
export function aYear(clients = 1) {
  const files = [];
  for (let client = 0; client < clients; client += 1) {
    const bsn = `9999${String(client).padStart(5, '0')}`;
    const own = String(client + 1);
    files.push({ name: `toewijzing-${own}.xml`, text: jw301(String(1000 + client), [{ number: own, product: '41A18', from: '2025-01-01', through: '2025-12-31', volume: 480, unit: '16', frequency: 6 }], bsn) });
    for (let month = 1; month <= 10; month += 1) {
      const two = (number) => String(number).padStart(2, '0');
      const days = new Date(Date.UTC(2025, month, 0)).getUTCDate();
      for (const half of [1, 2]) {
        const number = String(client * 100 + month * 2 + half);
        const line = { reference: `R${number}`, allocation: own, product: '41A18', from: `2025-${two(month)}-01`, through: `2025-${two(month)}-${days}`, volume: 20, unit: '16', tariff: 1000 };
        files.push({ name: `declaratie-${number}.xml`, text: jw323(number, `2025-${two(month + half)}-10`, [line], bsn) });
      }
    }
  }
  return files;
}
