import { IsString, Length, Matches, ValidateIf } from 'class-validator';

/** Something to read, not spaces alone. */
const TEXT = /\S/;

export class AssignRequest {
  /** Who looks into it; null for nobody. */
  @ValidateIf(({ assignee }: AssignRequest) => assignee !== null)
  @IsString()
  @Length(1, 128)
  @Matches(TEXT)
  assignee!: string | null;
}

export class CommentRequest {
  @IsString()
  @Length(1, 1000)
  @Matches(TEXT)
  text!: string;
}

export class CloseRequest {
  /** Why it is none any more, for whoever reads it later. */
  @IsString()
  @Length(3, 1000)
  @Matches(TEXT)
  reason!: string;
}
