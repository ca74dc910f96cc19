package io.jenkins.plugins.ecsdeploy.engine.poll;

/** What AWS said to a {@link Question}; each kind of question has its own kind of answer. */
public interface Answer {}
