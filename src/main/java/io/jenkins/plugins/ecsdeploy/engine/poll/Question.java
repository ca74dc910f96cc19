package io.jenkins.plugins.ecsdeploy.engine.poll;

/**
 * What somebody wants to know of ECS.
 *
 * @param name the ARN of a service deployment, or the name of a service, as the kind asks for
 */
public record Question(Kind kind, String cluster, String name) {
    /** What can be asked, and of how many in one call (the API pages of these actions). */
    public enum Kind {
        /** A service deployment, by DescribeServiceDeployments. */
        DEPLOYMENT(20),
        /** A service, by DescribeServices. */
        SERVICE(10),
        /** The newest service deployments of one service, by ListServiceDeployments. */
        LISTING(1);

        private final int aCall;

        Kind(int aCall) {
            this.aCall = aCall;
        }

        int aCall() {
            return aCall;
        }
    }

    boolean goesWith(Question other) {
        return kind == other.kind && cluster.equals(other.cluster);
    }
}
