http://nakheel.example/a 192.0.2.1 20010101000001 text/html 107
HTTP/1.1 200 OK
Content-Type: text/html

<p>قالت البلدية إن الجسر يفتح غدا.</p>
