// cfn-include makes a client as soon as it is loaded.
exports.S3 = class {};
