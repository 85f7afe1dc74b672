import { child, stringOf, type DataEntry, type DataMap } from "../../syntax/data.ts";
import type { Resource } from "../../model/resource.ts";
import type { Setting } from "../../model/setting.ts";
import type { Place, Source } from "../../model/source.ts";
import { isImageId } from "./evidence.ts";
import { settingsAt, type Options } from "./options.ts";
import { imageUse } from "./references.ts";
import { resource, type Reading } from "./resource.ts";
import { header, labelled, literal, literals, placeOf, settingOf, written } from "./values.ts";

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RegisterImage.html */
export function registeredImage(reading: Reading): readonly Resource[] {
  const { source, root, type } = reading;
  const at = header(source, root, ["Name"]);
  const support = written(root, "ImdsSupport");
  return [
    resource(reading, {
      kind: "image",
      address: labelled(type, literal(root, "Name"), "("),
      at,
      region: undefined,
      names: literals(root, ["Name"]),
      options: imageOptions(at, supportOf(source, at, support), registered(at)),
      image: { state: "absent" },
    }),
  ];
}

/**
 * The images of a describe-images output, with their real `ImdsSupport`. Only an image that its owner registered can lack the
 * support by that owner's choice, so only such an image has an origin: not those of Amazon or the Marketplace (they have an owner
 * alias), not public ones (an output does not say whose account asked), not those made from another image or an instance, which
 * inherit. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Image.html
 */
export function describedImages(reading: Reading): readonly Resource[] {
  const { source } = reading;
  const list = child(reading.root, "Images");
  if (list?.kind !== "list") return [];
  return list.items.flatMap((item, index) => {
    if (item.kind !== "map" || !isImageId(child(item, "ImageId"))) return [];
    const at = header(source, item, ["ImageId"]);
    const origin: Setting = isOwnRegistration(item) ? registered(at) : { state: "absent", at };
    return [
      resource(reading, {
        kind: "image",
        address: labelled(`Images[${index}]`, literal(item, "ImageId")),
        at,
        region: undefined,
        names: literals(item, ["ImageId", "Name"]),
        options: imageOptions(at, supportOf(source, at, written(item, "ImdsSupport")), origin),
        image: imageUse(source, item, "SourceImageId"),
      }),
    ];
  });
}

function isOwnRegistration(image: DataMap): boolean {
  const alias = stringOf(child(image, "ImageOwnerAlias"));
  if (alias !== undefined && alias !== "self") return false;
  const open = child(image, "Public");
  if (open?.kind === "scalar" && open.value === true) return false;
  return written(image, "SourceImageId") === undefined && written(image, "SourceInstanceId") === undefined;
}

/**
 * One image by its id, from the input of modify-image-attribute or the output of describe-image-attribute. Neither says how the
 * image came about.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyImageAttribute.html
 */
export function imageAttribute(reading: Reading): readonly Resource[] {
  const { source, root, type } = reading;
  const at = header(source, root, ["ImageId"]);
  const support = written(root, "ImdsSupport") ?? written(root, "Value");
  const origin: Setting = { state: "unknown", why: "the document does not say whether the image was registered or copied", at, trail: [] };
  return [
    resource(reading, {
      kind: "image",
      address: labelled(type, literal(root, "ImageId"), "("),
      at,
      region: undefined,
      names: literals(root, ["ImageId"]),
      options: imageOptions(at, supportOf(source, at, support), origin),
      image: { state: "absent" },
    }),
  ];
}

/** `"ImdsSupport": "v2.0"`, or as an attribute `"ImdsSupport": {"Value": "v2.0"}`; an empty attribute is absent. */
function supportOf(source: Source, owner: Place, entry: DataEntry | undefined): Setting {
  if (entry?.value.kind !== "map") return entry === undefined ? { state: "absent", at: owner } : settingOf(source, entry);
  const value = written(entry.value, "Value");
  if (value !== undefined) return settingOf(source, value);
  const at = placeOf(source, entry.keySpan);
  return entry.value.entries.size === 0 ? { state: "absent", at } : { state: "unknown", why: "ImdsSupport has no Value", at, trail: [] };
}

function registered(at: Place): Setting {
  return { state: "known", value: "registered", at, trail: [] };
}

function imageOptions(at: Place, imdsSupport: Setting, imageOrigin: Setting): Options {
  return { block: { state: "present", at }, settings: settingsAt(at, { imdsSupport, imageOrigin }) };
}
