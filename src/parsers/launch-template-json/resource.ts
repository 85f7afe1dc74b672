import type { Format } from "../../model/setting.ts";
import type { ImageUse, Kind, Link, Resource, TagKey } from "../../model/resource.ts";
import type { Place, Source } from "../../model/source.ts";
import type { DataMap } from "../../syntax/data.ts";
import type { Options } from "./options.ts";
import type { DocumentType } from "./shapes.ts";

export const format: Format = "launch-template-json";

/** One recognised document, for the readers of its kind. */
export interface Reading {
  readonly source: Source;
  readonly type: DocumentType;
  readonly root: DataMap;
}

/** What a reader found; a JSON document has no conditions, so there is one scenario. */
export interface Found {
  readonly kind: Kind;
  readonly address: string;
  readonly at: Place;
  readonly region: string | undefined;
  readonly names: readonly string[];
  readonly options: Options;
  readonly links?: readonly (Link | undefined)[];
  readonly image: ImageUse;
  readonly tagKeys?: readonly TagKey[];
}

export function resource(reading: Reading, found: Found): Resource {
  const { options, region } = found;
  return {
    kind: found.kind,
    format,
    type: reading.type,
    address: found.address,
    at: found.at,
    placement: region === undefined ? { provider: format } : { provider: format, region },
    names: found.names,
    scenarios: [
      {
        when: [],
        block: options.block,
        settings: options.settings,
        links: (found.links ?? []).filter((link) => link !== undefined),
        image: found.image,
        // What AWS prints may hold options that are newer than this program.
        ...(options.strayOptions === undefined || /^(?:describe|get)-/.test(reading.type) ? {} : { strayOptions: options.strayOptions }),
        ...(found.tagKeys === undefined ? {} : { tagKeys: found.tagKeys }),
      },
    ],
  };
}
