package io.jenkins.plugins.ecsdeploy.engine.deployment.ecs;

import io.jenkins.plugins.ecsdeploy.engine.deployment.record.DeploymentRecord;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/** How many tasks a deployment has, as either of ECS's descriptions tells it. */
record Counts(int running, int desired, int pending, int failed) {
    static Counts of(Deployment deployment) {
        return new Counts(
                count(deployment.runningCount()),
                count(deployment.desiredCount()),
                count(deployment.pendingCount()),
                count(deployment.failedTasks()));
    }

    /** @param failed the number of failed tasks, which a service deployment does not tell */
    static Counts of(ServiceDeployment deployment, int failed) {
        ServiceRevisionSummary target = deployment.targetServiceRevision();
        return target == null
                ? new Counts(0, 0, 0, failed)
                : new Counts(
                        count(target.runningTaskCount()),
                        count(target.requestedTaskCount()),
                        count(target.pendingTaskCount()),
                        failed);
    }

    static int failed(Service service, String deploymentId) {
        return ServiceVerdict.byId(service, deploymentId)
                .map(ours -> of(ours).failed())
                .orElse(0);
    }

    /** All tasks run that there shall be; what is left is to stop the old ones, and to be sure. */
    static boolean areReached(ServiceDeployment deployment) {
        return of(deployment, 0).areReached();
    }

    static boolean areReached(Service service, String deploymentId) {
        return ServiceVerdict.byId(service, deploymentId)
                .filter(ours -> of(ours).areReached())
                .isPresent();
    }

    /** Tasks are gone that were there before. */
    static boolean haveFallen(ServiceDeployment before, ServiceDeployment now) {
        Counts had = of(before, 0);
        Counts has = of(now, 0);
        return has.running() < had.running() || has.there() < had.there();
    }

    String inWords() {
        return running + " of " + desired + " tasks running" + part(pending, " pending") + part(failed, " failed");
    }

    /** False once a deployment has failed and has no tasks any more: nobody is to wait for them. */
    boolean areNews(DeploymentRecord record) {
        return record.failure() == null || desired > 0 || there() > 0;
    }

    private boolean areReached() {
        return desired > 0 && running >= desired && pending == 0;
    }

    private int there() {
        return running + pending;
    }

    private static String part(int count, String what) {
        return count == 0 ? "" : ", " + count + what;
    }

    private static int count(Integer known) {
        return known == null ? 0 : known;
    }
}
