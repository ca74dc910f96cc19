package io.jenkins.plugins.ecsdeploy.engine.render;

/** The task definition at AWS that a render starts from. */
public sealed interface Base {
    /** How error messages call it. */
    String inWords();

    /**
     * A registered revision.
     *
     * @param id a family (its latest active revision), {@code family:revision} or an ARN, as DescribeTaskDefinition
     *     takes them
     */
    record Revision(String id) implements Base {
        @Override
        public String inWords() {
            return "task definition " + id;
        }
    }

    /** The revision that a service runs. */
    record LiveRevision(String cluster, String service) implements Base {
        @Override
        public String inWords() {
            return "the live revision of service " + service + " in cluster " + cluster;
        }
    }
}
