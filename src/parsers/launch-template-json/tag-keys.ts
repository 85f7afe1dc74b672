import type { TagKey } from "../../model/resource.ts";
import type { Source } from "../../model/source.ts";
import { child, stringOf, type DataMap, type DataNode } from "../../syntax/data.ts";
import { isFilledInLater, placeOf } from "./values.ts";

/**
 * The keys of the tags in the `TagSpecifications` for instances.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TagSpecification.html
 */
export function tagKeysIn(source: Source, map: DataMap): readonly TagKey[] {
  return items(child(map, "TagSpecifications"))
    .filter((specification) => stringOf(child(specification, "ResourceType")) === "instance")
    .flatMap((specification) => items(child(specification, "Tags")))
    .flatMap((tag) => {
      const node = child(tag, "Key");
      const key = stringOf(node);
      return node === undefined || key === undefined || isFilledInLater(key) ? [] : [{ key, at: placeOf(source, node.span), trail: [] }];
    });
}

function items(node: DataNode | undefined): readonly DataNode[] {
  return node?.kind === "list" ? node.items : [];
}
