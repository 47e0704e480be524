import { IsIn, IsInt, IsOptional, IsString, IsUrl, Length, Matches, Max, Min } from 'class-validator';

export class CreatePaymentRequest {
  /** Billing's id of the agreement to be credited. */
  @IsString()
  @Matches(/^[1-9]\d{0,18}$/)
  agreementId!: string;

  /** Whole kopecks. The provider's own limits are checked after this. */
  @IsInt()
  @Min(1)
  @Max(9_999_999_999)
  amountKopecks!: number;

  @IsOptional()
  @IsIn(['card'])
  method?: 'card' | null;

  /** Where the bank sends the payer back to. */
  @IsOptional()
  @IsString()
  @Length(8, 250)
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  returnUrl?: string | null;
}
