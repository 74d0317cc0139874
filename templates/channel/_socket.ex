socket "/socket", @{ app.web }.UserSocket, websocket: true, longpoll: false, auth_token: true
