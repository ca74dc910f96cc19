package io.jenkins.plugins.ecsdeploy.engine.deployment;

/** Short names for people; results and requests keep ARNs in full. */
final class Arns {
    private Arns() {}

    /** {@code web:12} of {@code arn:aws:ecs:eu-central-1:111122223333:task-definition/web:12}. */
    static String shortName(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
