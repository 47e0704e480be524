import { IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';

export class OpenSuspenseCaseRequest {
  @IsString()
  @Length(36, 36)
  paymentId!: string;

  /** What is wrong, for who decides. */
  @IsString()
  @Length(3, 1_000)
  reason!: string;
}

export class ProposeMoveRequest {
  /** Billing's id of the agreement on which the money is to stand. */
  @IsString()
  @Matches(/^[1-9]\d{0,18}$/)
  agreementId!: string;

  /** What speaks for it. */
  @IsString()
  @Length(3, 1_000)
  note!: string;
}

export class ApproveMoveRequest {
  /** The version of the case that was looked at; without it whatever is proposed now is approved. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  version?: number | null;
}

export class DismissCaseRequest {
  @IsString()
  @Length(3, 1_000)
  reason!: string;
}
