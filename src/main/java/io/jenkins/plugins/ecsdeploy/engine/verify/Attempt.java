package io.jenkins.plugins.ecsdeploy.engine.verify;

/**
 * A call that was tried.
 *
 * @param action as policies name it, {@code ecs:DescribeServices}
 * @param purpose what the steps need it for
 * @param words AWS's own, where it was not allowed
 */
public record Attempt(String action, Purpose purpose, Outcome outcome, String words) {
    /** What becomes impossible without the call. */
    public enum Purpose {
        /** The test itself; no step needs it. */
        TEST,
        ROLE,
        DEPLOYING,
        FOLLOWING,
        /** Why tasks failed. */
        REASONS,
        /** To know which images run, by their digests. */
        DIGESTS,
        /** The steps ecsRollback, and keepRevisions of ecsDeploy. */
        REVISIONS,
        /** keepRevisions of ecsDeploy. */
        TIDYING
    }

    public enum Outcome {
        /** AWS carried it out, or would have if what was asked for existed. */
        ALLOWED,
        DENIED,
        /**
         * Denied for an object that was made up, because there is none of its kind. A policy that names the objects
         * does that, too.
         */
        UNSURE,
        /** For another reason than a missing permission; the calls ended there. */
        FAILED,
        /** The same, of a call that the others do not depend on; they went on. */
        PASSED_OVER
    }
}
