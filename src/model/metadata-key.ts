/**
 * The keys that can be a path of the metadata service. With any other the launch fails: "is not a valid tag key".
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/work-with-tags-in-IMDS.html
 */
const legal = /^[0-9a-zA-Z\-_+=,.@:]{1,255}$/;
const reserved: ReadonlySet<string> = new Set([".", "..", "_index"]);

/** Whether a tag of this key can be instance metadata. */
export function isMetadataKey(key: string): boolean {
  return legal.test(key) && !reserved.has(key);
}
