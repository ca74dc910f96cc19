package io.jenkins.plugins.ecsdeploy.targets;

import hudson.AbortException;
import hudson.Util;
import java.util.Optional;

/**
 * What a step cannot leave once it has a target: whoever sets up a target decides what may be deployed to with it. A step may
 * say the same again.
 */
public final class BoundByTarget {
    private BoundByTarget() {}

    /**
     * The target's region; nothing without a target.
     *
     * @param argument of the step, which may be null
     * @throws AbortException if it is another
     */
    public static Optional<String> region(Optional<Target> target, String argument) throws AbortException {
        return agreed(target, "region", argument, target.map(Target::getRegion));
    }

    /** The same for the cluster; nothing if the target leaves it to the step. */
    public static Optional<String> cluster(Optional<Target> target, String argument) throws AbortException {
        return agreed(target, "cluster", argument, target.map(Target::getCluster));
    }

    private static Optional<String> agreed(
            Optional<Target> target, String what, String argument, Optional<String> bound) throws AbortException {
        String asked = Util.fixEmptyAndTrim(argument);
        if (bound.isEmpty() || asked == null || isSame(asked, bound.get())) {
            return bound;
        }
        throw new AbortException("The target '" + target.get().getName() + "' has the " + what + " " + bound.get()
                + ", and the step says " + asked + ". Leave out " + what + ", or name another target");
    }

    /** A cluster may be given by its name or its ARN. */
    private static boolean isSame(String one, String other) {
        return one.equals(other) || isNameOf(one, other) || isNameOf(other, one);
    }

    private static boolean isNameOf(String name, String arn) {
        return arn.startsWith("arn:") && arn.endsWith("/" + name);
    }
}
