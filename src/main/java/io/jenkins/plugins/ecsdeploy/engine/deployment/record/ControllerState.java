package io.jenkins.plugins.ecsdeploy.engine.deployment.record;

import java.io.Serializable;
import java.util.Map;

/** What a deployment's controller knows of it: a part of the record, in plain values. */
public interface ControllerState extends Serializable {
    /** AWS's ARN of the deployment, or {@code null} while it is not known or where there is none. */
    String deploymentArn();

    /** AWS's name of the deployment for people: its ARN, or the id where only that is known; {@code null}: neither. */
    String deploymentInWords();

    /** True when the service was brought back by AWS itself, false when it had to be asked for that with an update. */
    boolean isRolledBackByAws();

    /** What of AWS carries it out, for people. */
    default String carriedOutBy() {
        return "ECS";
    }

    /** How the controller does it, as AWS calls it; {@code null}: not known, or it has but one way. */
    default String strategy() {
        return null;
    }

    /** What a step's result has beside what all results have; without unknown values. */
    default Map<String, String> result() {
        return Map.of();
    }
}
