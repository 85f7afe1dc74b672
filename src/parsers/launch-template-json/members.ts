/**
 * Member names of the API shapes, as botocore 1.43.107 has them, those of auto scaling groups as 1.43.11 has them; a test compares them with the service model's own list.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Operations.html
 */
function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ""));
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestLaunchTemplateData.html */
export const launchTemplateDataMembers = words(`
  BlockDeviceMappings CapacityReservationSpecification CpuOptions CreditSpecification DisableApiStop DisableApiTermination
  EbsOptimized ElasticGpuSpecifications ElasticInferenceAccelerators EnclaveOptions HibernationOptions IamInstanceProfile ImageId
  InstanceInitiatedShutdownBehavior InstanceMarketOptions InstanceRequirements InstanceType KernelId KeyName LicenseSpecifications
  MaintenanceOptions MetadataOptions Monitoring NetworkInterfaces NetworkPerformanceOptions Operator Placement
  PrivateDnsNameOptions RamDiskId SecondaryInterfaces SecurityGroupIds SecurityGroups TagSpecifications UserData`);

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html */
export const createLaunchTemplateMembers = words("ClientToken DryRun LaunchTemplateData LaunchTemplateName Operator TagSpecifications VersionDescription");

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplateVersion.html */
export const createLaunchTemplateVersionMembers = words(
  "ClientToken DryRun LaunchTemplateData LaunchTemplateId LaunchTemplateName ResolveAlias SourceVersion VersionDescription",
);

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html */
export const runInstancesMembers = words(`
  AdditionalInfo BlockDeviceMappings CapacityReservationSpecification ClientToken CpuOptions CreditSpecification DisableApiStop
  DisableApiTermination DryRun EbsOptimized ElasticGpuSpecification ElasticInferenceAccelerators EnablePrimaryIpv6 EnclaveOptions
  HibernationOptions IamInstanceProfile ImageId InstanceInitiatedShutdownBehavior InstanceMarketOptions InstanceType
  Ipv6AddressCount Ipv6Addresses KernelId KeyName LaunchTemplate LicenseSpecifications MaintenanceOptions MaxCount MetadataOptions
  MinCount Monitoring NetworkInterfaces NetworkPerformanceOptions Operator Placement PrivateDnsNameOptions PrivateIpAddress
  RamdiskId SecondaryInterfaces SecurityGroupIds SecurityGroups SubnetId TagSpecifications UserData`);

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFleet.html */
export const createFleetMembers = words(`
  ClientToken Context DryRun ExcessCapacityTerminationPolicy LaunchTemplateConfigs OnDemandOptions ReplaceUnhealthyInstances
  ReservedCapacityOptions SpotOptions TagSpecifications TargetCapacitySpecification TerminateInstancesWithExpiration Type ValidFrom
  ValidUntil`);

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SpotFleetRequestConfigData.html */
export const spotFleetMembers = words(`
  AllocationStrategy ClientToken Context ExcessCapacityTerminationPolicy FulfilledCapacity IamFleetRole
  InstanceInterruptionBehavior InstancePoolsToUseCount LaunchSpecifications LaunchTemplateConfigs LoadBalancersConfig
  OnDemandAllocationStrategy OnDemandFulfilledCapacity OnDemandMaxTotalPrice OnDemandTargetCapacity ReplaceUnhealthyInstances
  SpotMaintenanceStrategies SpotMaxTotalPrice SpotPrice TagSpecifications TargetCapacity TargetCapacityUnitType
  TerminateInstancesWithExpiration Type ValidFrom ValidUntil`);

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestSpotFleet.html */
export const requestSpotFleetMembers = words("DryRun SpotFleetRequestConfig");

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestSpotInstances.html */
export const spotInstancesMembers = words(`
  AvailabilityZoneGroup BlockDurationMinutes ClientToken DryRun InstanceCount InstanceInterruptionBehavior LaunchGroup
  LaunchSpecification SpotPrice TagSpecifications Type ValidFrom ValidUntil`);

/** https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateLaunchConfiguration.html */
export const launchConfigurationMembers = words(`
  AssociatePublicIpAddress BlockDeviceMappings ClassicLinkVPCId ClassicLinkVPCSecurityGroups EbsOptimized IamInstanceProfile
  ImageId InstanceId InstanceMonitoring InstanceType KernelId KeyName LaunchConfigurationName MetadataOptions PlacementTenancy
  RamdiskId SecurityGroups SpotPrice UserData`);

/** https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html */
export const createGroupMembers = words(`
  AutoScalingGroupName AvailabilityZoneDistribution AvailabilityZoneIds AvailabilityZoneImpairmentPolicy AvailabilityZones
  CapacityRebalance CapacityReservationSpecification Context DefaultCooldown DefaultInstanceWarmup DeletionProtection DesiredCapacity
  DesiredCapacityType HealthCheckGracePeriod HealthCheckType InstanceId InstanceLifecyclePolicy InstanceMaintenancePolicy
  LaunchConfigurationName LaunchTemplate LifecycleHookSpecificationList LoadBalancerNames MaxInstanceLifetime MaxSize MinSize
  MixedInstancesPolicy NewInstancesProtectedFromScaleIn PlacementGroup ServiceLinkedRoleARN SkipZonalShiftValidation Tags
  TargetGroupARNs TerminationPolicies TrafficSources VPCZoneIdentifier`);

/** https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_UpdateAutoScalingGroup.html */
export const updateGroupMembers = words(`
  AutoScalingGroupName AvailabilityZoneDistribution AvailabilityZoneIds AvailabilityZoneImpairmentPolicy AvailabilityZones
  CapacityRebalance CapacityReservationSpecification Context DefaultCooldown DefaultInstanceWarmup DeletionProtection DesiredCapacity
  DesiredCapacityType HealthCheckGracePeriod HealthCheckType InstanceLifecyclePolicy InstanceMaintenancePolicy
  LaunchConfigurationName LaunchTemplate MaxInstanceLifetime MaxSize MinSize MixedInstancesPolicy NewInstancesProtectedFromScaleIn
  PlacementGroup ServiceLinkedRoleARN SkipZonalShiftValidation TerminationPolicies VPCZoneIdentifier`);

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RegisterImage.html */
export const registerImageMembers = words(`
  Architecture BillingProducts BlockDeviceMappings BootMode Description DryRun EnaSupport ImageLocation ImdsSupport KernelId Name
  RamdiskId RootDeviceName SriovNetSupport TagSpecifications TpmSupport UefiData VirtualizationType`);

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyImageAttribute.html */
export const modifyImageMembers = words(`
  Attribute Description DryRun ImageId ImdsSupport LaunchPermission OperationType OrganizationArns OrganizationalUnitArns
  ProductCodes UserGroups UserIds Value`);

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImageAttribute.html */
export const imageAttributeMembers = words(`
  BlockDeviceMappings BootMode DeregistrationProtection Description ImageId ImdsSupport KernelId LastLaunchedTime LaunchPermissions
  ProductCodes RamdiskId SriovNetSupport TpmSupport UefiData`);

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataOptions.html */
export const modifyOptionsMembers = words("DryRun HttpEndpoint HttpProtocolIpv6 HttpPutResponseHopLimit HttpTokens InstanceId InstanceMetadataTags");

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataDefaults.html */
export const modifyDefaultsMembers = words("DryRun HttpEndpoint HttpPutResponseHopLimit HttpTokens HttpTokensEnforced InstanceMetadataTags");

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataDefaultsResponse.html */
export const accountLevelMembers = words(
  "HttpEndpoint HttpPutResponseHopLimit HttpTokens HttpTokensEnforced InstanceMetadataTags ManagedBy ManagedExceptionMessage",
);

/** Members of the inputs above, at any depth, whose values are words of an enumeration: `--generate-cli-skeleton` fills them in. */
export const enumeratedMembers = words(`
  AcceleratorManufacturers AcceleratorNames AcceleratorTypes AllocationStrategy AmdSevSnp Architecture AutoRecovery
  BandwidthWeighting BareMetal BootMode BurstablePerformance CapacityDistributionStrategy CapacityReservationPreference
  CpuManufacturers DefaultTargetCapacityType DeletionProtection ExcessCapacityTerminationPolicy Group HostnameType HttpEndpoint
  HttpProtocolIpv6 HttpTokens HttpTokensEnforced ImdsSupport ImpairedZoneHealthCheckBehavior InstanceGenerations
  InstanceInitiatedShutdownBehavior InstanceInterruptionBehavior InstanceMetadataTags InstanceType InterfaceType LocalStorage
  LocalStorageTypes MarketType MarketTypes NestedVirtualization OnDemandAllocationStrategy OperationType ReplacementStrategy
  ReservationTypes ResourceType SpotInstanceType TargetCapacityUnitType Tenancy TerminateHookAbandon TpmSupport Type UsageStrategy
  VolumeType`);
