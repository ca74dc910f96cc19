/**
 * Service deployments of the controller ECS by the strategies BLUE_GREEN, LINEAR and CANARY: stages, traffic, bake times,
 * PAUSE and Lambda hooks, and the way back, on the emulator's clock.
 *
 * <p>What it does follows the API's model of 2014-11-13 and the Amazon ECS developer guide ("Amazon ECS blue/green service
 * deployments workflow", "Amazon ECS linear deployments", "Amazon ECS canary deployments", "Pause hooks for Amazon ECS
 * service deployments", "Lambda hooks for Amazon ECS service deployments", "Troubleshooting Amazon ECS blue/green
 * deployments"); comments name the page where a rule comes from. Answers have members that older SDKs do not know.
 *
 * <p>Known differences, beside those of the emulator itself:
 *
 * <ul>
 *   <li>There is no Elastic Load Balancing: {@link io.jenkins.plugins.ecsdeploy.emulator.strategies.EmulatedTraffic} sets
 *       up rules and says their weights, and {@link io.jenkins.plugins.ecsdeploy.emulator.strategies.NetworkFault} stands
 *       for what ECS finds wrong with them. That both target groups hang on a rule is not checked.
 *   <li>Lambda functions are not run: {@link io.jenkins.plugins.ecsdeploy.emulator.codedeploy.Hook} stands for what they
 *       answer; an answer after more than 15 minutes is one after several times IN_PROGRESS. On the way back they answer
 *       SUCCEEDED. hookDetails are kept, and passed to nobody. There are no events of EventBridge.
 *   <li>Not documented, and decided here: that PRE_PRODUCTION_TRAFFIC_SHIFT is a stage in answers where hooks wait in it
 *       (the enumeration of reported stages lacks it), and is passed over without hooks; how long stages take that wait
 *       for nothing (a second, traffic five); that hooks of past stages stay in lifecycleHookDetails ({@link
 *       io.jenkins.plugins.ecsdeploy.emulator.EcsEmulator#answeredHooksInAnswers}), and have FAILED if the deployment
 *       went another way meanwhile; that RECONCILE_SERVICE goes back to the revision completed last; that a stop during
 *       CLEAN_UP is too late; that a service without traffic passes PRODUCTION_TRAFFIC_SHIFT once, whatever its
 *       strategy, and shows no weights; that a limit of five active deployments is one of all strategies, and counts
 *       those which ECS still works on, or of which tasks are left; wordings that AWS's pages do not have.
 *   <li>The circuit breaker is heeded by rolling deployments alone, as its page says; users report that ECS may heed it
 *       elsewhere, too.
 * </ul>
 */
package io.jenkins.plugins.ecsdeploy.emulator.strategies;
