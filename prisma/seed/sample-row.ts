/** A row of an account file, its dates written as days before today: `{asOf: 3}`. */
export interface SampleRow {
  readonly portfolio: string;
  readonly account_ref: string;
  readonly debtor_ref: string;
  readonly debtor_name: string;
  readonly principal: string;
  readonly daysOverdue: number;
  readonly [column: string]: string | number;
}
