import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { RUN_SOURCES, type RunSource } from './run';

export class BeginReconciliationRequest {
  /** A business day that has begun. */
  @IsString()
  @Matches(/^\d{4}-\d\d-\d\d$/)
  day!: string;

  /** The service's own terminal unless told. */
  @IsOptional()
  @IsString()
  @Length(1, 64)
  terminal?: string | null;

  @IsOptional()
  @IsIn(RUN_SOURCES)
  source?: RunSource | null;
}
