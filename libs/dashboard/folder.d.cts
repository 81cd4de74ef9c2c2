/** Where the files for browsers are once they are built. */
export declare function webFolder(): string;
