/** Whose rules a page explains: those of the country where the debt is. */
export const learnCountries = ["cn", "us", "uk"] as const;
export type LearnCountry = (typeof learnCountries)[number];

export const learnTopics = ["interest", "credit", "rights", "budget", "help"] as const;
export type LearnTopic = (typeof learnTopics)[number];

/** The parts of each topic, the same in every country; their words stand in learn.json. */
export const sectionsOf: Readonly<Record<LearnTopic, readonly string[]>> = {
  interest: ["counted", "paid", "minimum", "limits"],
  credit: ["what", "long", "see", "wrong", "better"],
  rights: ["contact", "ask", "old", "hard", "complain"],
  budget: ["list", "first", "steady", "beware"],
  help: [],
};

/** Where words come from: its name in learn.json, and where to read it; null: in print only. */
export interface LearnSource {
  readonly id: string;
  readonly url: string | null;
}

/** Somebody who helps and takes no money for it. */
export interface LearnBody {
  readonly id: string;
  /** As it is printed; null: by its site. */
  readonly phone: string | null;
  readonly url: string | null;
}

const ecfr = "https://www.ecfr.gov/current/title-";
const handbook = "https://www.handbook.fca.org.uk/handbook/";

/** Every address that the words rest on. */
const urls: Readonly<Record<string, string>> = {
  "cn-credit-center": "https://www.pbccrc.org.cn/",
  "us-reg-z": `${ecfr}12/chapter-X/part-1026`,
  "us-fcra": "https://www.law.cornell.edu/uscode/text/15/chapter-41/subchapter-III",
  "us-reports": "https://www.annualcreditreport.com/",
  "us-reg-f": `${ecfr}12/chapter-X/part-1006`,
  "us-croa": "https://www.law.cornell.edu/uscode/text/15/1679b",
  "us-benefits": `${ecfr}31/part-212`,
  "us-tsr": `${ecfr}16/part-310`,
  "us-cfpb": "https://www.consumerfinance.gov/consumer-tools/debt-collection/",
  "uk-conc-6": `${handbook}CONC/6/`,
  "uk-conc-7": `${handbook}CONC/7/`,
  "uk-cca": "https://www.legislation.gov.uk/ukpga/1974/39",
  "uk-ico": "https://ico.org.uk/for-the-public/credit/",
  "uk-limitation": "https://www.legislation.gov.uk/ukpga/1980/58",
  "uk-respite": "https://www.legislation.gov.uk/uksi/2020/1311",
  "uk-disp": `${handbook}DISP/1/`,
  "uk-sfs": "https://sfs.moneyhelper.org.uk/",
  "uk-register": "https://register.fca.org.uk/",
};

const source = (id: string): LearnSource => ({ id, url: urls[id] ?? null });

const sources: Readonly<Record<LearnCountry, Partial<Record<LearnTopic, readonly string[]>>>> = {
  cn: {
    interest: ["cn-rates", "cn-cards"],
    credit: ["cn-credit", "cn-credit-center"],
    rights: ["cn-card-measures", "cn-collection", "cn-civil-code", "cn-complaints"],
    budget: ["cn-card-measures"],
  },
  us: {
    interest: ["us-reg-z"],
    credit: ["us-fcra", "us-reports", "us-reg-f", "us-croa"],
    rights: ["us-reg-f", "us-benefits", "us-cfpb"],
    budget: ["us-tsr", "us-cfpb"],
  },
  uk: {
    interest: ["uk-conc-6", "uk-conc-7"],
    credit: ["uk-ico", "uk-cca"],
    rights: ["uk-conc-7", "uk-cca", "uk-limitation", "uk-respite", "uk-disp"],
    budget: ["uk-sfs", "uk-register"],
  },
};

export function sourcesOf(country: LearnCountry, topic: LearnTopic): readonly LearnSource[] {
  return (sources[country][topic] ?? []).map(source);
}

const byPhone = (id: string, phone: string, url: string | null = null) => ({ id, phone, url });
const bySite = (id: string, url: string) => ({ id, phone: null, url });

export const bodiesOf: Readonly<Record<LearnCountry, readonly LearnBody[]>> = {
  cn: [
    byPhone("cn-regulator", "12378"),
    byPhone("cn-law", "12348"),
    byPhone("cn-credit", "400-810-8866", "https://www.pbccrc.org.cn/"),
    byPhone("cn-mind", "12356"),
  ],
  us: [
    byPhone("us-nfcc", "800-388-2227", "https://www.nfcc.org/"),
    byPhone("us-cfpb", "855-411-2372", "https://www.consumerfinance.gov/complaint/"),
    bySite("us-law", "https://www.lawhelp.org/"),
    byPhone("us-211", "211", "https://www.211.org/"),
    byPhone("us-988", "988", "https://988lifeline.org/"),
  ],
  uk: [
    byPhone("uk-stepchange", "0800 138 1111", "https://www.stepchange.org/"),
    byPhone("uk-debtline", "0808 808 4000", "https://nationaldebtline.org/"),
    bySite("uk-ni", "https://www.adviceni.net/"),
    bySite("uk-moneyhelper", "https://www.moneyhelper.org.uk/"),
    byPhone("uk-ombudsman", "0800 023 4567", "https://www.financial-ombudsman.org.uk/"),
    byPhone("uk-samaritans", "116 123", "https://www.samaritans.org/"),
  ],
};

/** When somebody last read the words against their sources. */
export const learnCheckedOn = "2026-11-22";
