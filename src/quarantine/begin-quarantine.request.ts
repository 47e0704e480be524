import { IsString, Length } from 'class-validator';

export class BeginQuarantineRequest {
  /** Why, for whoever reads the report. */
  @IsString()
  @Length(3, 255)
  reason!: string;
}
