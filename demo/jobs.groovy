// The demo's jobs, for Job DSL: each is a Jenkinsfile in this folder.
def folder = System.getenv('DEMO_DIR')

[
    'deploy-web': 'Renders taskdef.json with a new image and deploys it.',
    'deploy-broken': 'Deploys an image that crashes: ECS rolls it back, and the build fails and says why.',
    'deploy-three': 'Deploys three services in parallel.',
].each { name, words ->
    pipelineJob(name) {
        description(words)
        definition {
            cps {
                script(new File(folder, "${name}.Jenkinsfile").text)
                sandbox()
            }
        }
    }
}
