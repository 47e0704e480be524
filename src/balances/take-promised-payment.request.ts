import { IsInt, Max, Min } from 'class-validator';

export class TakePromisedPaymentRequest {
  /** Whole kopecks. Billing's own limits are checked after this. */
  @IsInt()
  @Min(1)
  @Max(9_999_999_999)
  amountKopecks!: number;
}
