/**
 * Amazon ECR of the emulator's account and region, as far as moving tags by the API needs it: BatchGetImage, PutImage and
 * DescribeImages. {@link io.jenkins.plugins.ecsdeploy.emulator.ecr.EmulatedEcr} sets it up.
 *
 * <p>What it does follows the API's model of 2015-09-21 and the ECR user guide ("Container image manifest format support",
 * "Preventing image tags from being overwritten", "Amazon ECR service quotas"); comments name the page where a rule comes from.
 *
 * <p>Known differences, beside those of the emulator itself:
 *
 * <ul>
 *   <li>Layers have names and no content; there are no calls for them, no lifecycle policies, no replication, no scans.
 *   <li>Repositories are made by {@link io.jenkins.plugins.ecsdeploy.emulator.ecr.EmulatedEcr}, not by calls. DescribeImages
 *       answers for imageIds alone.
 *   <li>What a translation looks like is not documented: here another type stands in the same text.
 *   <li>Not documented, and decided here: the failure code ImageInaccessible of an archived image, and all wordings.
 * </ul>
 */
package io.jenkins.plugins.ecsdeploy.emulator.ecr;
