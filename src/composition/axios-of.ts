import type { HttpService } from '@nestjs/axios';
import type { AxiosInstance } from 'axios';

/** The HTTP client of a module. One instance; axios only declares its type twice, for ES and for CommonJS modules. */
export function axiosOf(http: HttpService): AxiosInstance {
  return http.axiosRef as unknown as AxiosInstance;
}
