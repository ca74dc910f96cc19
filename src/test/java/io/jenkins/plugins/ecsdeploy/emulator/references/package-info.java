/**
 * What task definitions refer to, as far as somebody wants to know whether it is there: roles of IAM, secrets of Secrets
 * Manager, parameters of Systems Manager, files in S3, log groups and target groups. There are no values of secrets and
 * parameters, and no action that asks for one. Sources: API pages GetRole, DescribeSecret, DescribeParameters, HeadObject,
 * DescribeLogGroups and DescribeTargetGroups.
 */
package io.jenkins.plugins.ecsdeploy.emulator.references;
