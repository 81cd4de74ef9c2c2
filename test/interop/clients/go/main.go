// Command client is hudl/fargo as its users use it, driven by lines (see parties/talking-client.mjs).
//
// Arguments: service URLs with commas between them, application, instance id, port, xml or json, lease in seconds.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/hudl/fargo"
)

const heartbeatEvery = time.Second

// With one of two registries gone, all of them miss it once in a thousand times.
const tries = 10

var last = map[string][]*fargo.Instance{}

func main() {
	url, app, id, format := os.Args[1], os.Args[2], os.Args[3], os.Args[5]
	port, err := strconv.Atoi(os.Args[4])
	must(err)
	leaseSecs, err := strconv.Atoi(os.Args[6])
	must(err)
	connection := fargo.NewConn(strings.Split(url, ",")...)
	connection.UseJson = format == "json"
	self := fargo.Instance{
		InstanceId: id, HostName: "127.0.0.1", App: app, IPAddr: "127.0.0.1",
		VipAddress: app, SecureVipAddress: app, Status: fargo.UP, Overriddenstatus: fargo.UNKNOWN,
		Port: port, PortEnabled: true, CountryId: 1,
		DataCenterInfo: fargo.DataCenterInfo{Name: fargo.MyOwn},
		LeaseInfo:      fargo.LeaseInfo{RenewalIntervalInSecs: 1, DurationInSecs: int32(leaseSecs)},
	}
	self.SetMetadataString("language", "go")
	self.SetMetadataString("under_score", "a&b")
	must(connection.RegisterInstance(&self))
	stop := make(chan bool)
	stopped := make(chan bool)
	go beat(connection, self, stop, stopped)

	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		switch words[0] {
		case "see":
			tell(ids(seen(connection, words[1])))
		case "metadata":
			tell(metadata(seen(connection, words[1])))
		case "status":
			must(connection.UpdateInstanceStatus(&self, fargo.StatusType(words[1])))
			tell("done")
		case "leave":
			stop <- true
			<-stopped
			must(connection.DeregisterInstance(&self))
			tell("left")
			return
		}
	}
}

// beat renews the lease; an instance that the registry does not know is registered again.
func beat(connection fargo.EurekaConnection, self fargo.Instance, stop, stopped chan bool) {
	ticker := time.NewTicker(heartbeatEvery)
	for {
		select {
		case <-stop:
			stopped <- true
			return
		case <-ticker.C:
			err := anywhere(func() error { return connection.HeartBeatInstance(&self) })
			if code, present := fargo.HTTPResponseStatusCode(err); present && code == 404 {
				anywhere(func() error { return connection.ReregisterInstance(&self) })
			}
		}
	}
}

// anywhere makes a call until a registry answers, a few times: fargo takes one of them at random for each call.
func anywhere(call func() error) error {
	var err error
	for try := 0; try < tries; try++ {
		err = call()
		if _, answered := fargo.HTTPResponseStatusCode(err); err == nil || answered {
			return err
		}
	}
	return err
}

// seen is what the registry says; what it said last while none answers.
func seen(connection fargo.EurekaConnection, app string) []*fargo.Instance {
	err := anywhere(func() error {
		application, err := connection.GetApp(app)
		if _, unknown := err.(fargo.AppNotFoundError); unknown {
			last[app] = nil
			return nil
		}
		if err == nil {
			last[app] = application.Instances
		}
		return err
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	return last[app]
}

func ids(instances []*fargo.Instance) []string {
	found := []string{}
	for _, instance := range instances {
		if instance.Status == fargo.UP {
			found = append(found, instance.InstanceId)
		}
	}
	sort.Strings(found)
	return found
}

func metadata(instances []*fargo.Instance) []map[string]interface{} {
	found := []map[string]interface{}{}
	for _, instance := range instances {
		found = append(found, instance.Metadata.GetMap())
	}
	return found
}

func tell(answer interface{}) {
	text, err := json.Marshal(answer)
	must(err)
	fmt.Println("@ " + string(text))
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
