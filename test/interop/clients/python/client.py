"""py_eureka_client as its users use it, driven by lines (see parties/talking-client.mjs).

Arguments: service URLs with commas between them, application, instance id, port, lease in seconds.
"""

import asyncio
import json
import sys

from py_eureka_client import eureka_client

url, app, instance_id, port, lease_secs = sys.argv[1:6]


def tell(answer):
    print("@ " + json.dumps(answer), flush=True)


def instances(client, name):
    application = client.applications.get_application(name)
    return application.up_instances


async def main():
    client = eureka_client.EurekaClient(
        eureka_server=url,
        app_name=app,
        instance_id=instance_id,
        instance_host="127.0.0.1",
        instance_ip="127.0.0.1",
        instance_port=int(port),
        renewal_interval_in_secs=1,
        duration_in_secs=int(lease_secs),
        metadata={"language": "python", "under_score": "a&b"},
    )
    await client.start()
    loop = asyncio.get_running_loop()
    while True:
        line = (await loop.run_in_executor(None, sys.stdin.readline)).split()
        if not line:
            return
        if line[0] == "see":
            tell(sorted(i.instanceId for i in instances(client, line[1])))
        elif line[0] == "metadata":
            tell([i.metadata for i in instances(client, line[1])])
        elif line[0] == "status":
            await client.status_update(line[1])
            tell("done")
        elif line[0] == "clear":
            await client.delete_status_override()
            tell("done")
        elif line[0] == "leave":
            await client.stop()
            tell("left")
            return


asyncio.run(main())
