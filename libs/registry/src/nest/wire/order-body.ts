import type { InstanceStatus } from '@nest-eureka/protocol';
import type { Action } from '../../core/administration/order.js';

/** The JSON of an order, checked. */
export interface OrderBody {
  readonly app?: string;
  readonly id?: string;
  readonly targets?: readonly { readonly app: string; readonly id?: string }[];
  readonly reason?: string;
  readonly owner?: string;
  readonly forMs?: number;
  readonly status?: InstanceStatus;
  readonly weight?: number;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Checks the JSON of an order: the body, or what is wrong with it, one sentence a fault. */
export type OrderBodyReader = (document: unknown, action: Action) => OrderBody | { readonly faults: readonly string[] };

const MOST_TARGETS = 10_000;
const LONGEST_NAME = 4_096;
const LONGEST_TEXT = 1_000;
const LONGEST_MS = 366 * 86_400_000;
const STATUSES: InstanceStatus[] = ['UP', 'DOWN', 'STARTING', 'OUT_OF_SERVICE'];

/** Loaded with the first order: a registry that nobody administers pays nothing for it. */
export async function loadOrderBodyReader(): Promise<OrderBodyReader> {
  const [{ plainToInstance, Type }, validator] = await Promise.all([
    import('class-transformer'),
    import('class-validator'),
  ]);
  const {
    ArrayMaxSize,
    ArrayMinSize,
    IsArray,
    IsIn,
    IsInt,
    IsNumber,
    IsObject,
    IsOptional,
    IsString,
    Length,
    Max,
    Min,
    ValidateBy,
    ValidateNested,
    validateSync,
  } = validator;

  const IsTexts = (): PropertyDecorator =>
    ValidateBy({
      name: 'isTexts',
      validator: {
        validate: (value: unknown) =>
          typeof value === 'object' && value !== null && Object.values(value).every((text) => typeof text === 'string'),
        defaultMessage: () => '$property must have texts as values',
      },
    });

  class TargetDto {
    @IsString()
    @Length(1, LONGEST_NAME)
    app!: string;

    @IsOptional()
    @IsString()
    @Length(1, LONGEST_NAME)
    id?: string;
  }

  class OrderDto {
    @IsOptional()
    @IsString()
    @Length(1, LONGEST_NAME)
    app?: string;

    @IsOptional()
    @IsString()
    @Length(1, LONGEST_NAME)
    id?: string;

    @IsOptional()
    @IsArray()
    @ArrayMinSize(1)
    @ArrayMaxSize(MOST_TARGETS)
    // a list within the list would pass for targets that are right
    @IsObject({ each: true })
    @ValidateNested({ each: true })
    @Type(() => TargetDto)
    targets?: TargetDto[];

    @IsOptional()
    @IsString()
    @Length(1, LONGEST_TEXT)
    reason?: string;

    @IsOptional()
    @IsString()
    @Length(1, LONGEST_TEXT)
    owner?: string;

    @IsOptional()
    @IsInt()
    @Min(1)
    @Max(LONGEST_MS)
    forMs?: number;
  }

  class OverrideDto extends OrderDto {
    @IsIn(STATUSES)
    status!: InstanceStatus;
  }

  class WeightDto extends OrderDto {
    @IsNumber()
    @Min(0)
    @Max(1_000_000)
    weight!: number;
  }

  class MetadataDto extends OrderDto {
    @IsObject()
    @IsTexts()
    metadata!: Record<string, string>;
  }

  const dtos = { override: OverrideDto, weight: WeightDto, metadata: MetadataDto };

  return (document, action) => {
    if (typeof document !== 'object' || document === null || Array.isArray(document)) {
      return { faults: ['the body must be a JSON object'] };
    }
    const dto = action in dtos ? dtos[action as keyof typeof dtos] : OrderDto;
    const order = plainToInstance(dto, document);
    const errors = validateSync(order, { whitelist: true, forbidNonWhitelisted: true });
    const faults = errors.flatMap((error) => faultsOf(error, ''));
    if (faults.length === 0 && (order.app === undefined) === (order.targets === undefined)) {
      faults.push('either app, with or without id, or targets must be given');
    }
    return faults.length > 0 ? { faults } : order;
  };
}

interface Fault {
  readonly property: string;
  readonly constraints?: Readonly<Record<string, string>>;
  readonly children?: readonly Fault[];
}

function faultsOf({ property, constraints = {}, children = [] }: Fault, path: string): string[] {
  const own = Object.values(constraints).map((text) => `${path}${text}`);
  return [...own, ...children.flatMap((child) => faultsOf(child, `${path}${property}.`))];
}
