package io.jenkins.plugins.ecsdeploy.engine.aws;

/** Credentials that can be had anew. */
public interface Renewable {
    /**
     * AWS says that they have expired, whatever the clock here says.
     *
     * @return whether there will be others when they are asked for next
     */
    boolean expired();
}
