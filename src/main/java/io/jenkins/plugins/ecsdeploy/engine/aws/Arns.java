package io.jenkins.plugins.ecsdeploy.engine.aws;

/** Short names for people; results and requests keep ARNs in full. */
public final class Arns {
    private Arns() {}

    /** {@code web:12} of {@code arn:aws:ecs:eu-central-1:111122223333:task-definition/web:12}. */
    public static String shortName(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** {@code 12} of {@code arn:aws:ecs:eu-central-1:111122223333:task-definition/web:12}. */
    public static int revision(String taskDefinitionArn) {
        return Integer.parseInt(taskDefinitionArn.substring(taskDefinitionArn.lastIndexOf(':') + 1));
    }

    /** {@code web} of {@code arn:aws:ecs:eu-central-1:111122223333:task-definition/web:12}. */
    public static String family(String taskDefinitionArn) {
        String name = shortName(taskDefinitionArn);
        return name.substring(0, name.lastIndexOf(':'));
    }

    /** {@code eu-central-1:111122223333} of any ARN in that region and account. */
    public static String regionAndAccount(String arn) {
        String[] parts = arn.split(":", 6);
        return parts[3] + ":" + parts[4];
    }
}
