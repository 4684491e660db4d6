/** An earlier agreement by its day of signature and its hash, in hexadecimal digits. */
export interface ReplacedAgreement {
  readonly signedOn: string;
  readonly sha256: string;
}
