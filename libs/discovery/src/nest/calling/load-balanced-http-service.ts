import axios from 'axios';
import type { AxiosInstance, AxiosRequestConfig, AxiosResponse } from 'axios';
import { Observable } from 'rxjs';

type Answer<T> = Observable<AxiosResponse<T>>;

/** As `HttpService` of @nestjs/axios, on an axios instance of its own that calls services by name. */
export class LoadBalancedHttpService {
  constructor(readonly axiosRef: AxiosInstance) {}

  request<T = unknown>(config: AxiosRequestConfig): Answer<T> {
    return new Observable((subscriber) => {
      const cancelling = config.cancelToken === undefined ? axios.CancelToken.source() : undefined;
      this.axiosRef.request<T>({ ...config, ...(cancelling && { cancelToken: cancelling.token }) }).then(
        (response) => {
          subscriber.next(response);
          subscriber.complete();
        },
        (error: unknown) => subscriber.error(error),
      );
      return () => {
        // a stream goes on after its head
        if (config.responseType !== 'stream') cancelling?.cancel();
      };
    });
  }

  get<T = unknown>(url: string, config: AxiosRequestConfig = {}): Answer<T> {
    return this.request({ ...config, method: 'get', url });
  }

  head<T = unknown>(url: string, config: AxiosRequestConfig = {}): Answer<T> {
    return this.request({ ...config, method: 'head', url });
  }

  delete<T = unknown>(url: string, config: AxiosRequestConfig = {}): Answer<T> {
    return this.request({ ...config, method: 'delete', url });
  }

  post<T = unknown>(url: string, data?: unknown, config: AxiosRequestConfig = {}): Answer<T> {
    return this.request({ ...config, method: 'post', url, data });
  }

  put<T = unknown>(url: string, data?: unknown, config: AxiosRequestConfig = {}): Answer<T> {
    return this.request({ ...config, method: 'put', url, data });
  }

  patch<T = unknown>(url: string, data?: unknown, config: AxiosRequestConfig = {}): Answer<T> {
    return this.request({ ...config, method: 'patch', url, data });
  }
}
